/** Entry of the page: the host's root component in the body. */
import { createElement } from 'lwc';
import App from 'host/app';

document.body.append(createElement('host-app', { is: App }));
